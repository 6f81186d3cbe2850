import type { RequestType, RequestTypeField } from '../../simulator-options.ts';
import { hasPermission } from '../../site/has-permission.ts';
import { priorities } from '../../site/priorities.ts';
import { deskUrl, type RestContext } from '../rest-context.ts';

export function presentDesk(context: RestContext): Record<string, unknown> {
  const { serviceDeskId, projectKey, projectName } = context.site.config;
  return {
    id: serviceDeskId,
    projectId: '10000',
    projectName: projectName ?? 'Service desk',
    projectKey,
    _links: { self: deskUrl(context, `/servicedesk/${serviceDeskId}`) },
  };
}

export function presentRequestType(context: RestContext, type: RequestType): Record<string, unknown> {
  const { serviceDeskId } = context.site.config;
  return {
    _expands: ['field'],
    id: type.id,
    _links: { self: deskUrl(context, `/servicedesk/${serviceDeskId}/requesttype/${type.id}`) },
    name: type.name,
    description: type.description ?? '',
    helpText: '',
    issueTypeId: '10004',
    serviceDeskId,
    groupIds: type.groupIds,
  };
}

export function presentFields({ site }: RestContext, type: RequestType): Record<string, unknown> {
  return {
    requestTypeFields: type.fields.map(presentField),
    canRaiseOnBehalfOf: hasPermission(site, 'SERVICEDESK_AGENT'),
    canAddRequestParticipants: true,
  };
}

function presentField(field: RequestTypeField): Record<string, unknown> {
  const { fieldId, name, description, required, schema } = field;
  const customId = fieldId.startsWith('customfield_') ? Number(fieldId.slice('customfield_'.length)) : undefined;
  const system = customId === undefined ? (schema.system ?? fieldId) : undefined;
  return {
    fieldId,
    name,
    description: description ?? '',
    required,
    defaultValues: [],
    validValues: choices(field).map(({ value, label }) => ({ value, label, children: [] })),
    presetValues: [],
    jiraSchema: { ...schema, ...(system && { system }), ...(customId !== undefined && { customId }) },
    visible: true,
  };
}

function choices(field: RequestTypeField): readonly { value: string; label: string }[] {
  if (field.fieldId === 'priority') return priorities.map(({ id, name }) => ({ value: id, label: name }));
  return field.validValues ?? [];
}
