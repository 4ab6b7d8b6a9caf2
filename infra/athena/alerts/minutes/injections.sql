-- Texts that try to instruct the agent: where they were read, and what was done. In this hour and the last, by delivery.
SELECT DISTINCT f.id, f.at, f.host, f.user_name, f.session, f.event, f.tool, f.rule, f.severity, f.path, f.score, f.engine, f.told
FROM findings AS f
WHERE f."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND f.family = 'injection'
  AND f.exception IS NULL
