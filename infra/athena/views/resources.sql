-- One row for each path or URL that a call names.
SELECT
  l."hour",
  l.unmapped.seal.id AS id,
  CAST(from_unixtime(l."time" / 1000e0) AS timestamp(3)) AS at,
  l.src_endpoint.hostname AS host,
  l.actor."user".uid AS uid,
  l.actor."user".name AS user_name,
  l.actor.session.uid AS session,
  l.metadata.event_code AS event,
  l.api.operation AS tool,
  l.api.request.uid AS call,
  l.unmapped.told AS told,
  l.status_id AS status,
  u.one[1].type AS kind,
  u.one[1].name AS name,
  regexp_extract(u.one[1].name, '^[a-z]+://(?:[^@/]*@)?([^/:?#]+)', 1) AS url_host
FROM lines AS l
CROSS JOIN UNNEST(transform(l.resources, resource -> ARRAY[resource])) AS u (one)
WHERE l.class_uid = 6003
