-- Lines of the last two days that were delivered more than once. That is no fault: at least once is the promise. Many of them say that answers of Firehose get lost.
SELECT l.unmapped.seal.log AS log, l.unmapped.seal.seq AS seq, l.unmapped.seal.id AS id, count(*) AS times
FROM lines AS l
WHERE l."hour" >= date_format(current_timestamp - INTERVAL '48' HOUR, '%Y/%m/%d/%H')
  AND l.unmapped.seal.id IS NOT NULL
GROUP BY 1, 2, 3
HAVING count(*) > 1
