import type { NewTrackerTicket } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import { markerFields, markerLine } from './marker.ts';
import { oneLine, plainText, textCharsMax } from './plain-text.ts';
import type { FieldMap, RequestTypeMap } from './tracker-map.ts';

const summaryCharsMax = 255;

export type RequestFields =
  | { readonly kind: 'described'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly reason: 'misconfigured' | 'too-large' };

export interface DescribeOptions {
  readonly ticket: NewTrackerTicket;
  readonly type: RequestTypeMap;
  /** The service account raises it, so the employee is named in words. */
  readonly nameEmployee: boolean;
}

/** A ticket as the field values of a new request. Whatever has no field of its own becomes a line of the description. */
export function describeTicket(context: JiraContext, { ticket, type, nameEmployee }: DescribeOptions): RequestFields {
  const { map, flavour } = context;
  const fields: Record<string, unknown> = {};
  const lines: string[] = [];
  for (const [id, value] of Object.entries(ticket.fields)) {
    const place = type.fields[id];
    if (!place) return { kind: 'refused', reason: 'misconfigured' };
    if (place.kind === 'description-only') {
      lines.push(`${place.label}: ${place.choices[value] ?? value}`);
      continue;
    }
    const written = fieldValue(context, place, value);
    if (written === null) return { kind: 'refused', reason: 'misconfigured' };
    fields[place.field] = written;
  }
  if (type.priority === 'on-request') fields.priority = { id: map.priorities[ticket.priority] };
  else lines.push(`${map.wording.priority}: ${map.wording.priorities[ticket.priority]}`);
  if (nameEmployee) lines.push(employeeLine(map.wording.employee, ticket.employee));

  const blocks = [ticket.description, lines.join('\n'), markerLine(map, ticket.reference) ?? ''];
  const description = plainText(blocks.filter((block) => block.trim() !== '').join('\n\n'));
  const written = flavour.writeText(description);
  if (description.length > textCharsMax) return { kind: 'refused', reason: 'too-large' };
  if (typeof written === 'string' && written.length > textCharsMax) return { kind: 'refused', reason: 'too-large' };
  const summary = oneLine(ticket.summary).slice(0, summaryCharsMax);
  return {
    kind: 'described',
    fields: { ...fields, summary, description: written, ...markerFields(map.marker, ticket.reference) },
  };
}

/** Null where the map has no option for the choice. */
function fieldValue(
  { flavour }: JiraContext,
  place: Exclude<FieldMap, { kind: 'description-only' }>,
  value: string,
): unknown {
  switch (place.kind) {
    case 'text':
      return oneLine(value);
    case 'rich-text':
      return flavour.writeText(plainText(value));
    case 'date':
      return value;
    case 'option': {
      const id = place.choices[value];
      return id === undefined ? null : { id };
    }
  }
}

function employeeLine(label: string, { displayName, department }: NewTrackerTicket['employee']): string {
  return department === '' ? `${label}: ${displayName}` : `${label}: ${displayName}, ${department}`;
}
