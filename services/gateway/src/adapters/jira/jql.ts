/** A JQL string: in quotes, with the two characters that would end or bend it escaped. */
export function quoteJql(value: string): string {
  // Control characters have no place in a query, and Jira's parser refuses them raw.
  return `"${value.replaceAll(/\p{Cc}/gu, ' ').replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

const twoHoursMs = 2 * 3_600_000;

/**
 * An instant as JQL writes it: a minute on the wall of the service account. Where a clock change is near, the same wall
 * time may mean two instants an hour apart, so the time before both is given: a search may find more, never less.
 */
export function jqlMinute(at: number, timeZone: string): string {
  const offsets = new Set([at - twoHoursMs, at, at + twoHoursMs].map((instant) => offsetMs(instant, timeZone)));
  const safe = offsets.size === 1 ? at : at - 2 * twoHoursMs;
  const wall = new Date(safe + offsetMs(safe, timeZone)).toISOString();
  return `"${wall.slice(0, 10)} ${wall.slice(11, 16)}"`;
}

function offsetMs(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at / 1000) * 1000;
}
