-- SOC 2, of the last month: which versions of the rules were in force, on how many machines, from when to when.
SELECT r.policy_version AS version, r.policy_digest AS digest, count(DISTINCT r.host) AS machines, count(DISTINCT r.id) AS records, min(r.at) AS first_used, max(r.at) AS last_used
FROM records AS r
WHERE r."hour" >= date_format(date_trunc('month', current_timestamp) - INTERVAL '1' MONTH, '%Y/%m/%d/%H')
  AND r."hour" < date_format(date_trunc('month', current_timestamp), '%Y/%m/%d/%H')
  AND r.policy_digest IS NOT NULL
GROUP BY r.policy_version, r.policy_digest
