-- SOC 2, of the last month: how many events were decided how, day by day.
SELECT date_trunc('day', r.at) AS day, r.event, r.told, count(DISTINCT r.id) AS events, count(DISTINCT r.user_name) AS users, count(DISTINCT r.host) AS machines
FROM records AS r
WHERE r."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND r."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
GROUP BY 1, 2, 3
