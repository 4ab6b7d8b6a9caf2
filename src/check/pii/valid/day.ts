/** Whether a month, from 1, has such a day; February has 29. */
export function isDay(month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2) return day <= 29;
  return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31);
}
