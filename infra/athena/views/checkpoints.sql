-- One row for each signed entry of a forwarder: start, checkpoint, file, stop. They are its heartbeats too.
SELECT
  l."hour",
  l.unmapped.seal.id AS id,
  l.unmapped.seal.log AS log,
  l.unmapped.seal.seq AS seq,
  CAST(from_unixtime(l.unmapped.seal.at / 1000e0) AS timestamp(3)) AS sealed,
  l.device.hostname AS host,
  l.unmapped.kind AS kind,
  l.unmapped.seal.sig IS NOT NULL AS is_signed,
  l.unmapped."key" AS signing_key,
  l.unmapped.counts.records AS records,
  l.unmapped.counts.torn AS torn,
  l.unmapped.counts.forged AS forged,
  l.unmapped.heartbeat_seconds AS heartbeat_seconds,
  l.unmapped.after.log AS after_log,
  l.unmapped.after.seq AS after_seq
FROM lines AS l
WHERE l.class_uid = 6002 AND l.unmapped.kind <> 'incident'
