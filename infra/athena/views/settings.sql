-- The company's choices, as Terraform was told them: one row.
SELECT
  ${volume_factor} AS volume_factor,
  ${volume_minimum} AS volume_minimum,
  ${silence_minutes} AS silence_minutes,
  ${from} AS work_from,
  ${to} AS work_to,
  '${days}' AS work_days,
  '${zone}' AS work_zone,
  '${patient_paths}' AS patient_paths
