-- Engines that could not answer, or that others than root can change: by machine and reason. In this hour and the last, by delivery.
SELECT e.host, e.engine, coalesce(e.failure, 'unprotected') AS why, count(DISTINCT e.id) AS calls, max(e.at) AS latest
FROM engines AS e
WHERE e."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND (e.outcome = 'failed' OR e.unprotected)
GROUP BY e.host, e.engine, coalesce(e.failure, 'unprotected')
