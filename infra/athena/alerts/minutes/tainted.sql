-- Sessions that have read what may be an instruction, and what was asked about for it. In this hour and the last, by delivery.
SELECT DISTINCT r.id, r.at, r.host, r.user_name, r.session, r.tool, r.call, r.told, r.taint_by AS read_in, r.taint_doubt AS doubt
FROM records AS r
WHERE r."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND (r.taint_noted OR r.taint_by IS NOT NULL OR r.taint_doubt IS NOT NULL)
