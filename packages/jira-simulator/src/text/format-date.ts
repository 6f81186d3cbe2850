/** `2026-11-21T22:04:05.000+0200`: Jira writes dates in the caller's time zone, with no colon in the offset. */
export function formatJiraDate(at: number, timeZone: string): string {
  const { local, offset } = inZone(at, timeZone);
  return `${local}.${String(new Date(at).getUTCMilliseconds()).padStart(3, '0')}${offset}`;
}

/** `2026-11-21T22:04:05+0200`, as the service desk API writes it. */
export function formatIsoDate(at: number, timeZone: string): string {
  const { local, offset } = inZone(at, timeZone);
  return `${local}${offset}`;
}

const quarterMs = 900_000;
const quartersMax = 10_000;
const offsets = new Map<string, number>();

/** Minutes the zone is ahead of UTC at that moment. Clocks are changed on the quarter of an hour: each is asked once. */
export function zoneOffsetMinutes(at: number, timeZone: string): number {
  const quarter = Math.floor(at / quarterMs);
  const key = `${timeZone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const start = quarter * quarterMs;
  const minutes = Math.round((wallTime(start, timeZone) - start) / 60_000);
  if (offsets.size >= quartersMax) offsets.clear();
  offsets.set(key, minutes);
  return minutes;
}

function inZone(at: number, timeZone: string): { local: string; offset: string } {
  const minutes = zoneOffsetMinutes(at, timeZone);
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  const hh = String(Math.floor(size / 60)).padStart(2, '0');
  const mm = String(size % 60).padStart(2, '0');
  return { local, offset: `${minutes < 0 ? '-' : '+'}${hh}${mm}` };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock on the zone's wall, read as if it were UTC. */
function wallTime(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? wallFormat(timeZone);
  formats.set(timeZone, format);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const parts = format.formatToParts(at);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

function wallFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}
