-- One row for each finding of a record. Every finding is wrapped in an array of its own first: UNNEST takes rows apart otherwise.
SELECT
  l."hour",
  l.unmapped.seal.id AS id,
  CAST(from_unixtime(l."time" / 1000e0) AS timestamp(3)) AS at,
  l.src_endpoint.hostname AS host,
  l.actor."user".name AS user_name,
  l.actor.session.uid AS session,
  l.metadata.event_code AS event,
  l.api.operation AS tool,
  l.api.request.uid AS call,
  l.unmapped.told AS told,
  u.one[1].rule AS rule,
  u.one[1]."check" AS family,
  u.one[1].severity AS severity,
  u.one[1].confidence AS confidence,
  u.one[1].outcome AS outcome,
  u.one[1].determining AS determining,
  u.one[1].field AS field,
  u.one[1].path AS path,
  u.one[1].evidence AS evidence,
  u.one[1].fingerprint AS fingerprint,
  u.one[1].seen AS seen,
  u.one[1].score AS score,
  u.one[1].exception AS exception,
  u.one[1].engine AS engine,
  u.one[1].verification AS verification
FROM lines AS l
CROSS JOIN UNNEST(transform(l.unmapped.findings, finding -> ARRAY[finding])) AS u (one)
WHERE l.class_uid = 6003
