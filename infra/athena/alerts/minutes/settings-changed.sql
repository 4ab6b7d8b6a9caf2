-- Changes of the client's settings in mid-session. In this hour and the last, by delivery.
SELECT DISTINCT r.id, r.at, r.host, r.user_name, r.session, r.told, r.message
FROM records AS r
WHERE r."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND r.event = 'ConfigChange'
