import type { RequestType, RequestTypeField } from '@desk/jira-simulator';
import { parse } from 'yaml';
import { z } from 'zod';

const Title = z.object({ uk: z.string() });

const Catalogue = z.object({
  requestTypes: z.array(
    z.object({
      id: z.string(),
      title: Title,
      fields: z.array(
        z.object({
          id: z.string(),
          title: Title,
          required: z.boolean(),
          choices: z.array(z.object({ id: z.string(), title: Title })),
        }),
      ),
    }),
  ),
});
type CatalogueField = z.infer<typeof Catalogue>['requestTypes'][number]['fields'][number];

const FieldMap = z.object({
  kind: z.string(),
  field: z.string().optional(),
  choices: z.record(z.string(), z.string()).default({}),
});
type FieldMap = z.infer<typeof FieldMap>;

const TrackerMap = z.object({
  requestTypes: z.record(z.string(), z.object({ id: z.string(), fields: z.record(z.string(), FieldMap).default({}) })),
});

/**
 * The request types a simulated Jira needs so that the tracker map fits it: what an administrator of a real one would
 * have set up. Titles come from the catalogue, ids and fields from the map, both as YAML.
 */
export function simulatedRequestTypes(catalogueYaml: string, trackerMapYaml: string): RequestType[] {
  const catalogue = Catalogue.parse(parse(catalogueYaml));
  const map = TrackerMap.parse(parse(trackerMapYaml));
  return catalogue.requestTypes.map((type) => {
    const mapped = map.requestTypes[type.id];
    if (!mapped) throw new Error(`The tracker map has no request type ${type.id}.`);
    const own = type.fields.flatMap((field) => ownField(field, mapped.fields[field.id]));
    return { id: mapped.id, name: type.title.uk, groupIds: [], fields: [...everyType, ...own] };
  });
}

const everyType: readonly RequestTypeField[] = [
  { fieldId: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } },
  { fieldId: 'description', name: 'Description', required: false, schema: { type: 'string', system: 'description' } },
  { fieldId: 'priority', name: 'Priority', required: false, schema: { type: 'priority', system: 'priority' } },
  { fieldId: 'labels', name: 'Labels', required: false, schema: { type: 'array', items: 'string', system: 'labels' } },
];

const custom = 'com.atlassian.jira.plugin.system.customfieldtypes';

const schemas: Readonly<Record<string, RequestTypeField['schema'] | undefined>> = {
  text: { type: 'string', custom: `${custom}:textfield` },
  'rich-text': { type: 'string', custom: `${custom}:textarea` },
  date: { type: 'date', custom: `${custom}:datepicker` },
  option: { type: 'option', custom: `${custom}:select` },
};

/** None where the description takes the field. */
function ownField({ title, required, choices }: CatalogueField, mapped: FieldMap | undefined): RequestTypeField[] {
  const schema = schemas[mapped?.kind ?? ''];
  if (!mapped?.field || !schema) return [];
  const validValues = choices.flatMap((choice) => {
    const value = mapped.choices[choice.id];
    return value === undefined ? [] : [{ value, label: choice.title.uk }];
  });
  return [{ fieldId: mapped.field, name: title.uk, required, schema, ...(validValues.length > 0 && { validValues }) }];
}
