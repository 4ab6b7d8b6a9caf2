-- Machines that have begun to decide by another bundle of rules, from which to which. Told in this hour and the last, by delivery.
WITH decided AS (
  SELECT
    r.host, r.at, r."hour", r.policy_digest AS digest, r.policy_version AS version,
    lag(r.policy_digest) OVER (PARTITION BY r.host ORDER BY r.at, r.seq) AS digest_before,
    lag(r.policy_version) OVER (PARTITION BY r.host ORDER BY r.at, r.seq) AS version_before
  FROM records AS r
  WHERE r."hour" >= date_format(current_timestamp - INTERVAL '7' DAY, '%Y/%m/%d/%H')
    AND r.policy_digest IS NOT NULL
)
SELECT d.host, d.at, d.version_before, d.version, d.digest_before, d.digest
FROM decided AS d
WHERE d."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND d.digest <> d.digest_before
