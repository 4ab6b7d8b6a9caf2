-- Secrets in what an agent was about to run, write or send, and whether they were stopped. In this hour and the last, by delivery.
SELECT DISTINCT
  f.id, f.at, f.host, f.user_name, f.session, f.tool, f.call, f.rule, f.evidence, f.fingerprint, f.verification,
  f.told IN ('deny', 'ask') AS stopped
FROM findings AS f
WHERE f."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND f.event = 'PreToolUse'
  AND f.exception IS NULL
  AND (
    f.family = 'secret'
    OR f.rule LIKE 'egress/secret-%'
    OR f.rule LIKE 'egress/foreign-%'
    OR f.rule = 'egress/cloud-secret-in-url'
  )
