-- SOC 2, of the last month: when controls did not work as they should, and that calls were then denied.
SELECT 'toolgate' AS control, r.failed_stage AS failure, r.told, count(DISTINCT r.id) AS events, count(DISTINCT r.host) AS machines
FROM records AS r
WHERE r."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND r."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
  AND r.failed_stage IS NOT NULL
GROUP BY 1, 2, 3
UNION ALL
SELECT e.engine AS control, e.failure, e.told, count(DISTINCT e.id) AS events, count(DISTINCT e.host) AS machines
FROM engines AS e
WHERE e."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND e."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
  AND e.outcome = 'failed'
GROUP BY 1, 2, 3
