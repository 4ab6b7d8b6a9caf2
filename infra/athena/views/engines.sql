-- One row for each engine that was asked about a call.
SELECT
  l."hour",
  l.unmapped.seal.id AS id,
  CAST(from_unixtime(l."time" / 1000e0) AS timestamp(3)) AS at,
  l.src_endpoint.hostname AS host,
  l.actor."user".name AS user_name,
  l.api.operation AS tool,
  l.unmapped.told AS told,
  u.one[1].name AS engine,
  u.one[1].version AS version,
  u.one[1].outcome AS outcome,
  u.one[1].failure AS failure,
  coalesce(u.one[1].unprotected, false) AS unprotected,
  u.one[1].sent.host AS sent_to,
  u.one[1].sent.bytes AS sent_bytes
FROM lines AS l
CROSS JOIN UNNEST(transform(l.unmapped.engines, engine -> ARRAY[engine])) AS u (one)
WHERE l.class_uid = 6003
