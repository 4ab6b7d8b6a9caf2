-- Who has an agent at work outside working hours, how often, since when. In this hour and the last, by delivery.
SELECT r.user_name, r.host, count(DISTINCT r.id) AS calls, min(r.at) AS since
FROM records AS r
CROSS JOIN settings AS s
WHERE r."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND r.event = 'PreToolUse'
  AND (
    hour(at_timezone(from_unixtime(r.at_ms / 1000e0), s.work_zone)) < s.work_from
    OR hour(at_timezone(from_unixtime(r.at_ms / 1000e0), s.work_zone)) >= s.work_to
    OR NOT contains(
      split(s.work_days, ','),
      CAST(day_of_week(at_timezone(from_unixtime(r.at_ms / 1000e0), s.work_zone)) AS varchar)
    )
  )
GROUP BY r.user_name, r.host
