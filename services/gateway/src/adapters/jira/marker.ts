import { z } from 'zod';
import { quoteJql } from './jql.ts';
import type { TrackerMap } from './tracker-map.ts';

type MarkerPlace = TrackerMap['marker'];

const referencePattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const markerPattern = /^desk-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function isReference(reference: string): boolean {
  return referencePattern.test(reference);
}

function markerOf(reference: string): string {
  return `desk-${reference}`;
}

/** Fields of the create request that carry the marker; none where the description does. */
export function markerFields(place: MarkerPlace, reference: string): Readonly<Record<string, unknown>> {
  if (place.in === 'label') return { labels: [markerOf(reference)] };
  return place.in === 'field' ? { [place.field]: markerOf(reference) } : {};
}

/** The description's last line, where the marker stands there. */
export function markerLine(map: TrackerMap, reference: string): string | null {
  return map.marker.in === 'description' ? `${map.wording.reference}: ${markerOf(reference)}` : null;
}

/** Finds candidates: Jira's text search knows words, not strings, so `readReference` has the last word. */
export function markerClause(place: MarkerPlace, reference: string): string {
  const marker = markerOf(reference);
  if (place.in === 'label') return `labels = ${quoteJql(marker)}`;
  const phrase = quoteJql(`"${marker}"`);
  return place.in === 'field'
    ? `cf[${place.field.slice('customfield_'.length)}] ~ ${phrase}`
    : `description ~ ${phrase}`;
}

/** Which field to ask for, so that `readReference` can read the marker. */
export function markerFieldId(place: MarkerPlace): string {
  if (place.in === 'label') return 'labels';
  return place.in === 'field' ? place.field : 'description';
}

const Labels = z.array(z.string()).catch([]);

/** The reference a ticket carries. `textOf` reads a rich text of this Jira. */
export function readReference(
  map: TrackerMap,
  fields: Readonly<Record<string, unknown>>,
  textOf: (richText: unknown) => string,
): string | null {
  const value = fields[markerFieldId(map.marker)];
  switch (map.marker.in) {
    case 'label':
      return first(Labels.parse(value));
    case 'field':
      return typeof value === 'string' ? first([value.trim()]) : null;
    case 'description':
      return splitMarkerLine(map, textOf(value)).reference;
  }
}

/** Takes our line off a description, wherever an agent's later words have moved it; the last one counts. */
export function splitMarkerLine(
  map: TrackerMap,
  description: string,
): { readonly text: string; readonly reference: string | null } {
  if (map.marker.in !== 'description') return { text: description, reference: null };
  const start = `${map.wording.reference}: `;
  const lines = description.split('\n');
  const at = lines.findLastIndex(
    (line) => line.startsWith(start) && markerPattern.test(line.slice(start.length).trim()),
  );
  if (at < 0) return { text: description, reference: null };
  const reference = first([(lines[at] ?? '').slice(start.length).trim()]);
  return { text: lines.toSpliced(at, 1).join('\n').trim(), reference };
}

function first(candidates: readonly string[]): string | null {
  return candidates.flatMap((candidate) => markerPattern.exec(candidate)?.[1] ?? [])[0] ?? null;
}
