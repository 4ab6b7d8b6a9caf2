-- Machines whose records their own user could have changed, and sessions in which the client asks for nothing. In this hour and the last, by delivery.
SELECT r.host, r.user_name, r.integrity, r.permission_mode, count(DISTINCT r.id) AS calls, max(r.at) AS latest
FROM records AS r
WHERE r."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
  AND (r.integrity = 'none' OR r.permission_mode = 'bypassPermissions')
GROUP BY r.host, r.user_name, r.integrity, r.permission_mode
