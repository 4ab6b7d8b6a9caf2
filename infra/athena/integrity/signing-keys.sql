-- The keys that forwarders sign with, by machine and log, in the last 400 days, and whether a log goes on where another ended. A machine has one key;
-- compare it with the one that was noted when the machine was set up.
SELECT c.host, c.log, c.signing_key, min(c.sealed) AS first_start, max(c.sealed) AS last_start, max(c.after_log) AS after_log, count(*) FILTER (WHERE NOT c.is_signed) AS unsigned
FROM checkpoints AS c
WHERE c."hour" >= date_format(current_timestamp - INTERVAL '400' DAY, '%Y/%m/%d/%H')
  AND c.kind = 'start'
GROUP BY c.host, c.log, c.signing_key
