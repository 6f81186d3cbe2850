import type { NewTrackerTicket } from '../../ports/tracker.ts';
import type { OpenProjectContext } from './context.ts';
import type { CustomField, InstanceNames } from './instance-names.ts';
import { textToMarkdown } from './markdown.ts';
import { ticketMarker } from './marker.ts';
import { oneLine, plainText, textCharsMax } from './plain-text.ts';
import { type FieldMap, type RequestTypeMap, typeValue } from './tracker-map.ts';

const subjectCharsMax = 255;

export type WorkPackageBody =
  | { readonly kind: 'described'; readonly body: object }
  | { readonly kind: 'refused'; readonly reason: 'misconfigured' | 'too-large' };

export interface DescribeOptions {
  readonly ticket: NewTrackerTicket;
  readonly type: RequestTypeMap;
  readonly names: InstanceNames;
}

interface Parts {
  readonly properties: Record<string, unknown>;
  readonly links: Record<string, unknown>;
  /** Of the description, for what has no field of its own. */
  readonly lines: string[];
}

const misconfigured = { kind: 'refused', reason: 'misconfigured' } as const;

/** A ticket as a new work package. Whoever has no account that the requester's field could name is named in words. */
export function describeWorkPackage({ map }: OpenProjectContext, options: DescribeOptions): WorkPackageBody {
  const { ticket, type, names } = options;
  const typeId = names.types.get(type.type);
  const priorityId = names.priorities.get(map.priorities[ticket.priority]);
  const fields = names.fieldsOf.get(type.type);
  if (typeId === undefined || priorityId === undefined || !fields) return misconfigured;

  const parts: Parts = { properties: {}, links: {}, lines: [] };
  for (const [id, value] of Object.entries(ticket.fields)) {
    const place = type.fields[id];
    if (!place || !writeField(parts, fields, place, value)) return misconfigured;
  }
  if (!writeOwnFields(parts, fields, map, options)) return misconfigured;

  const blocks = [ticket.description, parts.lines.join('\n')];
  const description = plainText(blocks.filter((block) => block.trim() !== '').join('\n\n'));
  if (description.length > textCharsMax) return { kind: 'refused', reason: 'too-large' };
  const href = (path: string, id: number) => ({ href: `/api/v3/${path}/${id}` });
  return {
    kind: 'described',
    body: {
      subject: oneLine(ticket.summary).slice(0, subjectCharsMax),
      description: { format: 'markdown', raw: textToMarkdown(description) },
      ...parts.properties,
      _links: { type: href('types', typeId), priority: href('priorities', priorityId), ...parts.links },
    },
  };
}

/** False where OpenProject has no such field, or no such option in it. */
function writeField(parts: Parts, fields: ReadonlyMap<string, CustomField>, place: FieldMap, value: string): boolean {
  switch (place.kind) {
    case 'due-date':
      parts.properties.dueDate = value;
      return true;
    case 'description-only':
      parts.lines.push(`${place.label}: ${place.choices[value] ?? value}`);
      return true;
    case 'option':
      return writeValue(parts, fields.get(place.field), place.choices[value]);
    case 'rich-text':
      return writeValue(parts, fields.get(place.field), plainText(value));
    case 'text':
    case 'date':
      return writeValue(parts, fields.get(place.field), oneLine(value));
  }
}

/** The fields that every ticket has: its marker, its request type, and for whom it is. */
function writeOwnFields(
  parts: Parts,
  fields: ReadonlyMap<string, CustomField>,
  { customFields, wording }: OpenProjectContext['map'],
  { ticket, type }: DescribeOptions,
): boolean {
  const { reference, requestType, requester, telegramId } = customFields;
  const { displayName, department, telegramUserId } = ticket.employee;
  const requesterField = requester === undefined ? undefined : fields.get(requester);
  if (requesterField && ticket.onBehalfOf !== null) {
    parts.links[requesterField.key] = { href: `/api/v3/users/${ticket.onBehalfOf}` };
  } else {
    parts.lines.push(`${wording.employee}: ${department === '' ? displayName : `${displayName}, ${department}`}`);
  }
  // The creation matters more than the number of a chat.
  if (telegramId !== undefined && telegramUserId !== undefined) {
    writeValue(parts, fields.get(telegramId), String(telegramUserId));
  }
  if (!writeValue(parts, fields.get(reference), ticketMarker(ticket.reference))) return false;
  if (requestType === undefined) return true;
  return writeValue(parts, fields.get(requestType), typeValue(ticket.requestType, type));
}

function writeValue(parts: Parts, field: CustomField | undefined, value: string | undefined): boolean {
  if (!field || value === undefined) return false;
  if (field.isLink) {
    const href = field.options.get(value);
    if (href === undefined) return false;
    parts.links[field.key] = { href };
  } else {
    parts.properties[field.key] = field.isLongText ? { raw: textToMarkdown(value) } : value;
  }
  return true;
}
