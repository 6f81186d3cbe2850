import type { NewComment, Remark } from '@desk/contract';
import type { PersonCaller, ServiceCaller } from '../../src/use-cases/caller.ts';
import type { Order } from '../../src/use-cases/change-ticket.ts';
import { aUuid } from '../fakes/system.ts';

/** What a person says about a ticket. */
export function aComment(change: Partial<NewComment> = {}): NewComment {
  const text = 'It is on the third floor, beside the lift.';
  return { message: aUuid(200), text, visibility: 'public', files: [], language: 'uk', ...change };
}

/** Words that go with a change. */
export function aRemark(change: Partial<Remark> = {}): Remark {
  return {
    message: aUuid(300),
    text: 'The access point was replaced.',
    visibility: 'public',
    language: 'uk',
    ...change,
  };
}

/** A change as somebody asks for it. */
export function anOrder<C extends PersonCaller | ServiceCaller>(
  caller: C,
  number: string,
  change: Partial<Omit<Order, 'caller' | 'number'>> = {},
): Order & { readonly caller: C } {
  return { caller, number, remark: null, bodyDigest: 'digest', resumed: false, ...change };
}
