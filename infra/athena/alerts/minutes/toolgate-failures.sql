-- Failures of Toolgate itself: a stage failed, no rules could be loaded, or the last good or stale ones served. In this hour and the last, by delivery.
SELECT
  r.host,
  CASE
    WHEN r.failed_stage IS NOT NULL THEN r.failed_stage
    WHEN r.policy_digest IS NULL THEN 'no rules'
    WHEN r.rules_fallback THEN 'last good rules'
    ELSE 'stale rules'
  END AS failure,
  count(DISTINCT r.id) AS calls,
  max(r.failed_why) AS why,
  max(r.at) AS latest
FROM records AS r
WHERE r."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND (r.failed_stage IS NOT NULL OR r.policy_digest IS NULL OR r.rules_fallback OR r.rules_stale > 0)
GROUP BY 1, 2
