-- The last month beside the one before: users and machines with governed agents, sessions, calls, and the share of calls that were denied.
SELECT
  date_trunc('month', r.at) AS month,
  count(DISTINCT r.user_name) AS users,
  count(DISTINCT r.host) AS machines,
  count(DISTINCT r.session) AS sessions,
  count(DISTINCT CASE WHEN r.event = 'PreToolUse' THEN r.id END) AS calls,
  count(DISTINCT CASE WHEN r.event = 'PreToolUse' AND r.told = 'deny' THEN r.id END) AS denied
FROM records AS r
WHERE r."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '2' MONTH, '%Y/%m/%d/%H')
  AND r."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
GROUP BY 1
