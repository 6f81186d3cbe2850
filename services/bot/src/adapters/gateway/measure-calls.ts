import type { CallReport } from '../../ports/metrics.ts';

/** The same client, each call of which is told of: by its name in the contract, and what kind of answer there was. */
export function measureCalls<Client extends object>(client: Client, onCall: (call: CallReport) => void): Client {
  return new Proxy(client, {
    get(target, property) {
      const call: unknown = Reflect.get(target, property);
      if (typeof call !== 'function') return call;
      return async (...args: unknown[]) => {
        const startedAt = performance.now();
        const answer: unknown = await Reflect.apply(call, target, args);
        onCall({ what: String(property), outcome: outcomeOf(answer), seconds: (performance.now() - startedAt) / 1000 });
        return answer;
      };
    },
  });
}

/** A refusal goes by its code, of which the contract has a closed list. */
function outcomeOf(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null || !('kind' in answer)) return 'other';
  if (answer.kind !== 'refused' || !('problem' in answer)) return String(answer.kind);
  const { problem } = answer;
  return typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : 'refused';
}
