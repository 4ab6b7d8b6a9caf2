-- One row for each thing that a forwarder found wrong: torn, forged, unsealable, log-cut.
SELECT
  l."hour",
  l.unmapped.seal.id AS id,
  l.unmapped.seal.log AS log,
  l.unmapped.seal.seq AS seq,
  CAST(from_unixtime(l.unmapped.seal.at / 1000e0) AS timestamp(3)) AS sealed,
  l.device.hostname AS host,
  l.unmapped.what AS what,
  l.unmapped.segment AS segment,
  l.unmapped."offset" AS at_byte,
  l.unmapped.bytes AS bytes,
  l.unmapped.sha256 AS sha256
FROM lines AS l
WHERE l.class_uid = 6002 AND l.unmapped.kind = 'incident'
