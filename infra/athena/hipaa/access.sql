-- HIPAA, of the last month: who has had which protected files and addresses read, written or deleted by an agent, when, and whether it was done.
SELECT DISTINCT r.id, r.at, r.uid, r.user_name, r.host, r.session, r.tool, r.call, r.kind, r.name, r.told
FROM resources AS r
CROSS JOIN settings AS s
WHERE r."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND r."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
  AND r.event = 'PreToolUse'
  AND r.kind <> 'file:mention'
  AND regexp_like(r.name, s.patient_paths)
