-- Which request to the model proposed a call, and which had its result: the call's id (tool_use_id) stands in the body of the one's answer and of
-- the other's request. Of the last day. Bodies over 100 KB are not in Bedrock's log itself but in an object of their own: those are told by their
-- address, to be looked into by hand.
WITH calls AS (
  SELECT DISTINCT r.id, r.call, r.at, r.host, r.user_name, r.session, r.tool, r.told
  FROM records AS r
  WHERE r."hour" >= date_format(current_timestamp - INTERVAL '1' DAY, '%Y/%m/%d/%H')
    AND r.event = 'PreToolUse'
    AND r.call <> ''
),
requests AS (
  SELECT
    m.requestid, m."timestamp" AS requested, m.identity.arn AS identity, m.modelid,
    m.input.inputbodyjson AS asked, m.output.outputbodyjson AS answered, m.input.inputbodys3path AS asked_at
  FROM model_log AS m
  WHERE m."hour" >= date_format(current_timestamp - INTERVAL '1' DAY, '%Y/%m/%d/%H')
),
-- The ids are cut out of the bodies once, so that the join is by equality.
named AS (
  SELECT DISTINCT q.requestid, 'proposed' AS part, u.call
  FROM requests AS q
  CROSS JOIN UNNEST(regexp_extract_all(q.answered, 'toolu_[A-Za-z0-9_]+')) AS u (call)
  UNION ALL
  SELECT DISTINCT q.requestid, 'answered' AS part, u.call
  FROM requests AS q
  CROSS JOIN UNNEST(regexp_extract_all(q.asked, '"tool_use_id" *: *"(toolu_[A-Za-z0-9_]+)"', 1)) AS u (call)
)
SELECT c.id, c.call, c.at, c.host, c.user_name, c.session, c.tool, c.told, n.part, q.requestid, q.requested, q.identity, q.modelid, q.asked_at
FROM calls AS c
LEFT JOIN named AS n ON n.call = c.call
LEFT JOIN requests AS q ON q.requestid = n.requestid
