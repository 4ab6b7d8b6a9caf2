-- SOC 2, of the last month: which exceptions were used, how often, and who owns them; those too that were not, and those that nobody has listed.
WITH used AS (
  SELECT f.exception AS id, max(f.rule) AS rule, count(DISTINCT f.id) AS uses, count(DISTINCT f.user_name) AS users, max(f.at) AS last_use
  FROM findings AS f
  WHERE f."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND f."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
    AND f.exception IS NOT NULL
  GROUP BY f.exception
)
SELECT
  coalesce(u.id, e.id) AS id, coalesce(e.rule, u.rule) AS rule, e.owner, e.reason, e.expires,
  coalesce(u.uses, 0) AS uses, coalesce(u.users, 0) AS users, u.last_use, e.id IS NOT NULL AS listed
FROM used AS u
FULL OUTER JOIN exceptions AS e ON e.id = u.id
