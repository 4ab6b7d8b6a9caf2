-- Who has had ten times the normal number of calls in this hour or the last: perhaps a loop that runs away. Normal is the user's own mean
-- over the hours of the last week in which there were any; of a new user it is that of all.
WITH by_hour AS (
  SELECT r.user_name, r."hour", count(DISTINCT r.id) AS calls, min(r.host) AS host
  FROM records AS r
  WHERE r."hour" >= date_format(current_timestamp - INTERVAL '7' DAY, '%Y/%m/%d/%H')
    AND r.event = 'PreToolUse'
  GROUP BY r.user_name, r."hour"
),
before AS (
  SELECT b.user_name, b.calls
  FROM by_hour AS b
  WHERE b."hour" < date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
),
own AS (
  SELECT b.user_name, avg(b.calls) AS normal FROM before AS b GROUP BY b.user_name
),
everyone AS (
  SELECT avg(b.calls) AS normal FROM before AS b
)
SELECT b.user_name, b.host, b."hour", b.calls, coalesce(o.normal, e.normal) AS normal
FROM by_hour AS b
LEFT JOIN own AS o ON o.user_name = b.user_name
CROSS JOIN everyone AS e
CROSS JOIN settings AS s
WHERE b."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND b.calls >= s.volume_minimum
  AND b.calls >= s.volume_factor * coalesce(o.normal, e.normal)
