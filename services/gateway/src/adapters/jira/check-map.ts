import { z } from 'zod';
import type { TrackerTrouble } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import { markerFieldId } from './marker.ts';
import type { RequestTypeMap, TrackerMap } from './tracker-map.ts';

const RequestTypeForm = z.object({
  requestTypeFields: z
    .array(
      z.object({
        fieldId: z.string(),
        required: z.boolean(),
        validValues: z.array(z.object({ value: z.string() })).default([]),
      }),
    )
    .max(200),
  canRaiseOnBehalfOf: z.boolean().default(true),
});
type RequestTypeForm = z.infer<typeof RequestTypeForm>;

/**
 * Holds the map against the Jira it is for, one question per request type: what a ticket would be refused for, found
 * before the first ticket. Each problem names its place in the map.
 */
export async function checkMap(
  { transport, map }: JiraContext,
  serviceDeskId: string,
): Promise<{ readonly kind: 'checked'; readonly problems: readonly string[] } | TrackerTrouble> {
  const problems: string[] = [];
  for (const [name, type] of Object.entries(map.requestTypes)) {
    const form = await transport.send({
      name: 'read request type',
      effect: 'reads',
      method: 'GET',
      path: `/rest/servicedeskapi/servicedesk/${serviceDeskId}/requesttype/${type.id}/field`,
      answer: RequestTypeForm,
    });
    if (form.kind === 'answered') problems.push(...formProblems(map, name, type, form.value));
    else if (form.kind !== 'refused') return form;
    else problems.push(`requestTypes.${name}.id: Jira has no request type ${type.id} that the service account may see`);
  }
  return { kind: 'checked', problems };
}

function formProblems(map: TrackerMap, name: string, type: RequestTypeMap, form: RequestTypeForm): readonly string[] {
  const place = `requestTypes.${name}`;
  const onForm = new Map(form.requestTypeFields.map((field) => [field.fieldId, field]));
  const written = new Set(['summary', 'description', markerFieldId(map.marker)]);
  if (type.priority === 'on-request') written.add('priority');

  const problems = Object.entries(type.fields).flatMap(([id, mapped]) => {
    if (mapped.kind === 'description-only') return [];
    written.add(mapped.field);
    const valid = onForm.get(mapped.field)?.validValues.map(({ value }) => value) ?? [];
    if (mapped.kind !== 'option' || valid.length === 0) return [];
    return Object.entries(mapped.choices)
      .filter(([, option]) => !valid.includes(option))
      .map(([choice, option]) => `${place}.fields.${id}.choices.${choice}: the field has no option ${option}`);
  });
  const absent = [...written].filter((field) => !onForm.has(field));
  const unfilled = form.requestTypeFields.filter(({ fieldId, required }) => required && !written.has(fieldId));
  return [
    ...problems,
    ...absent.map((field) => `${place}: the request type does not take ${field}`),
    ...unfilled.map(({ fieldId }) => `${place}: the request type demands ${fieldId}, which nothing here fills`),
    ...(form.canRaiseOnBehalfOf ? [] : [`${place}: the service account may not raise requests for others`]),
  ];
}
