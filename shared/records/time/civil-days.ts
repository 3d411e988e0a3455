const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = DAYS_OF_MONTH.map((_, month) =>
  DAYS_OF_MONTH.slice(0, month).reduce((sum, days) => sum + days, 0),
);
const DAYS_BEFORE_1970 = daysBeforeYear(1970);

/** Whether it is a real day of the Gregorian calendar, of year 1 or later. */
export function isDay(year: number, month: number, day: number): boolean {
  const most = (DAYS_OF_MONTH[month - 1] ?? 0) + (month === 2 && isLeapYear(year) ? 1 : 0);
  return year >= 1 && day >= 1 && day <= most;
}

/** Days from 1970-01-01 to a real day. */
export function civilDays(year: number, month: number, day: number): number {
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return daysBeforeYear(year) - DAYS_BEFORE_1970 + DAYS_BEFORE_MONTH[month - 1]! + leapDay + day - 1;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days from the year 1 to the start of a year. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}
