-- What a forwarder found wrong with the records of its machine: torn, forged, unsealable, cut off. In this hour and the last, by delivery.
SELECT DISTINCT i.id, i.sealed, i.host, i.log, i.seq, i.what, i.segment, i.at_byte, i.bytes
FROM incidents AS i
WHERE i."hour" >= date_format(current_timestamp - INTERVAL '1' HOUR, '%Y/%m/%d/%H')
