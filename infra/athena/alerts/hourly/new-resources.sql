-- Hosts and MCP servers that a user's agent reaches for the first time in two weeks; of users who were there before. First seen in this hour or the last, by delivery.
WITH reached AS (
  SELECT r.user_name, 'url' AS kind, r.url_host AS name, r."hour", r.at
  FROM resources AS r
  WHERE r."hour" >= date_format(current_timestamp - INTERVAL '14' DAY, '%Y/%m/%d/%H') AND r.url_host IS NOT NULL
  UNION ALL
  SELECT r.user_name, 'mcp' AS kind, r.mcp_server AS name, r."hour", r.at
  FROM records AS r
  WHERE r."hour" >= date_format(current_timestamp - INTERVAL '14' DAY, '%Y/%m/%d/%H') AND r.mcp_server IS NOT NULL
),
known AS (
  SELECT DISTINCT r.user_name
  FROM records AS r
  WHERE r."hour" >= date_format(current_timestamp - INTERVAL '14' DAY, '%Y/%m/%d/%H')
    AND r."hour" < date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
)
SELECT r.user_name, r.kind, r.name, min(r.at) AS first_seen
FROM reached AS r
JOIN known AS k ON k.user_name = r.user_name
GROUP BY r.user_name, r.kind, r.name
HAVING min(r."hour") >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
