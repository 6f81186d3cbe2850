import type { DeskWorld } from '../desk-world.ts';
import { type Answer, aComment, aTicket, type Client, type Target, usualTarget } from './calls.table.ts';

/** A filing that the gateway accepted while the tracker was down. */
export interface OpenFiling {
  readonly grant: string;
  readonly body: ReturnType<typeof aTicket>;
}

/** A dialogue that may still be documented. */
export interface OpenTalk {
  readonly number: string;
  readonly consultation: string;
  readonly grant: string;
}

export const privateWords = 'Слова, які бачать лише свої';

/** A ticket of theirs, with a public comment, a consultation and a file of colleagues: all there is to take of it. */
export async function leaveTicket(
  world: DeskWorld,
  client: Client,
  { token, requestType }: { readonly token: string; readonly requestType: string },
): Promise<Target & OpenTalk> {
  const number = await fileOne(client, { token, requestType });
  const body = { ...aComment('public'), text: privateWords };
  const said = await client.addComment({ params: { number }, body, token, idempotencyKey: body.message });
  const { grant, consultation } = await openTalk(client, { token, number });
  world.tracker.agent(world.accountOf('iryna')).attachForColleagues(number, 'нотатки.txt', privateWords);
  const fileId = world.jira.issue(number)?.attachments.at(-1)?.id;
  if (said.kind !== 'answered' || fileId === undefined) throw new Error('A ticket was not left as it should be.');
  const { commentId } = said.body;
  return { ...usualTarget, number, commentId, message: body.message, fileId, consultation, grant };
}

export async function fileOne(
  client: Client,
  { token, requestType }: { readonly token: string; readonly requestType: string },
): Promise<string> {
  const body = aTicket({ requestType, description: privateWords });
  const filed = await client.fileTicket({ body, token, idempotencyKey: body.reference });
  if (filed.kind !== 'answered' || filed.status !== 201) throw new Error(`Not filed: ${tell(filed)}`);
  return filed.body.ticket.number;
}

/** While the tracker is down. */
export async function postponeFiling(client: Client, token: string): Promise<OpenFiling> {
  const body = aTicket();
  const accepted = await client.fileTicket({ body, token, idempotencyKey: body.reference });
  if (accepted.kind !== 'answered' || accepted.status !== 202) throw new Error(`Not postponed: ${tell(accepted)}`);
  return { grant: accepted.body.grant.id, body };
}

export async function openTalk(
  client: Client,
  { token, number }: { readonly token: string; readonly number: string },
): Promise<OpenTalk> {
  const params = { number, consultation: crypto.randomUUID() };
  const opened = await client.openConsultation({ params, token, idempotencyKey: params.consultation });
  if (opened.kind !== 'answered') throw new Error(`Not opened: ${tell(opened)}`);
  return { ...params, grant: opened.body.grant.id };
}

function tell(answer: Answer): string {
  return answer.kind === 'refused' ? answer.problem.code : answer.kind;
}
