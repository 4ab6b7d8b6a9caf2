-- Machines of the last two days that have stopped sending heartbeats without saying goodbye (a stop). A laptop whose lid was closed is one of them.
WITH latest AS (
  SELECT c.log, max(c.host) AS host, max(c.sealed) AS heard, max_by(c.kind, c.seq) AS kind, max_by(c.heartbeat_seconds, c.seq) AS heartbeat_seconds
  FROM checkpoints AS c
  WHERE c."hour" >= date_format(current_timestamp - INTERVAL '48' HOUR, '%Y/%m/%d/%H')
  GROUP BY c.log
)
SELECT l.host, l.log, l.heard, l.heartbeat_seconds
FROM latest AS l
CROSS JOIN settings AS s
WHERE l.kind <> 'stop'
  AND date_diff('second', l.heard, CAST(current_timestamp AS timestamp(3))) > greatest(3 * coalesce(l.heartbeat_seconds, 0), 60 * s.silence_minutes)
  AND NOT EXISTS (
    SELECT 1 FROM checkpoints AS n
    WHERE n."hour" >= date_format(current_timestamp - INTERVAL '48' HOUR, '%Y/%m/%d/%H') AND n.after_log = l.log
  )
