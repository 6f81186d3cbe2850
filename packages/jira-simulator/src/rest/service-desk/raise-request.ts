import { z } from 'zod';
import type { RequestType } from '../../simulator-options.ts';
import { attachFiles } from '../../site/attach-file.ts';
import { createIssue } from '../../site/create-issue.ts';
import { findCustomer, findParticipants } from '../../site/find-customer.ts';
import { done, type Outcome, refused } from '../../site/outcome.ts';
import type { IssueRecord } from '../../site/records.ts';
import type { RestContext } from '../rest-context.ts';
import { claimFiles } from './claim-files.ts';

/** The body of `POST /request`. Ids are strings. */
export const RaiseRequest = z.strictObject({
  serviceDeskId: z.string(),
  requestTypeId: z.string(),
  requestFieldValues: z.record(z.string(), z.unknown()).default({}),
  raiseOnBehalfOf: z.string().optional(),
  requestParticipants: z.array(z.string()).max(100).default([]),
  isAdfRequest: z.boolean().default(false),
  channel: z.string().optional(),
});
export type RaiseRequest = z.output<typeof RaiseRequest>;

/** Raises a customer request as the portal would: only fields of the request type, and all the required ones. */
export function raiseRequest(context: RestContext, body: RaiseRequest): Outcome<IssueRecord> {
  const { site } = context;
  if (body.serviceDeskId !== site.config.serviceDeskId)
    return refused(404, `The service desk with id '${body.serviceDeskId}' does not exist.`);
  const type = site.requestType(body.requestTypeId);
  if (!type)
    return refused(400, `The request type with id '${body.requestTypeId}' does not exist in this service desk.`);
  const reporter =
    body.raiseOnBehalfOf === undefined ? done(site.people.service) : findCustomer(site, body.raiseOnBehalfOf);
  if (reporter.kind === 'refused') return reporter;
  const participants = findParticipants(site, body.requestParticipants);
  if (participants.kind === 'refused') return participants;
  const problem = checkFields(type, body.requestFieldValues);
  if (problem !== undefined) return refused(400, problem);

  const { attachment, ...fields } = body.requestFieldValues;
  const files = claimFiles(context, attachment === undefined ? [] : attachment);
  if (files.kind === 'refused') return files;
  const created = createIssue(site, {
    actorId: site.people.service.id,
    reporterId: reporter.value.id,
    requestTypeId: type.id,
    fields,
    participantIds: participants.value,
    textFormat: body.isAdfRequest ? 'document' : 'plain',
  });
  if (created.kind === 'refused' || files.value.length === 0) return created;
  const attached = attachFiles(site, created.value, { actorId: reporter.value.id, files: files.value, public: true });
  return attached.kind === 'refused' ? attached : created;
}

function checkFields(type: RequestType, values: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = Object.keys(values).find((fieldId) => !type.fields.some((field) => field.fieldId === fieldId));
  if (unknown !== undefined) {
    return `Your request could not be created. The field '${unknown}' is not on the request type '${type.name}'.`;
  }
  const missing = type.fields.find(({ fieldId, required }) => required && isEmpty(values[fieldId]));
  return (
    missing &&
    `Your request could not be created. Please check the fields have been correctly filled in. ${missing.name} is required.`
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
