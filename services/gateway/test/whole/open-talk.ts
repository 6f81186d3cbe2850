import type { Stage } from './contract-answers.ts';

export interface Opened {
  readonly number: string;
  readonly consultation: string;
  readonly token: string;
  readonly grant: string;
}

/** A consultation of the employee's about a ticket of theirs. */
export async function opened(stage: Stage): Promise<Opened> {
  const asked = { ...(await stage.filed()), consultation: crypto.randomUUID() };
  const { number, consultation, token } = asked;
  const params = { number, consultation };
  const answer = await stage.client.openConsultation({ params, token, idempotencyKey: stage.key() });
  if (answer.kind !== 'answered') throw new Error(`Not opened: ${JSON.stringify(answer)}`);
  return { ...asked, grant: answer.body.grant.id };
}
