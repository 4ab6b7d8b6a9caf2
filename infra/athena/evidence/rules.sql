-- SOC 2, of the last month: which rules decided, what was done, how often and for how many users.
SELECT f.family, f.rule, f.severity, f.told, count(DISTINCT f.id) AS events, count(DISTINCT f.user_name) AS users, count(DISTINCT f.host) AS machines
FROM findings AS f
WHERE f."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND f."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
  AND f.determining
GROUP BY f.family, f.rule, f.severity, f.told
