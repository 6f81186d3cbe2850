import type { AnswerOf, Authority, BodyOf, Endpoint, GatewayEndpoints, ParamsOf, QueryOf } from '@desk/contract';
import type { Caller, ConsultationCaller, GrantCaller, PersonCaller, ServiceCaller } from '../../use-cases/caller.ts';
import type { Refusal } from '../../use-cases/refusal.ts';

/** Whom an endpoint's authority lets through. */
export type CallerOf<A extends Authority> = {
  readonly service: ServiceCaller;
  readonly session: PersonCaller;
  readonly 'session-or-service': PersonCaller | ServiceCaller;
  readonly 'session-or-grant': PersonCaller | GrantCaller;
  readonly 'consultation-grant': ConsultationCaller;
  readonly 'session-or-consultation-grant': PersonCaller | ConsultationCaller;
}[A];

/** A request that is signed, authorised and parsed. */
export interface Call<E extends Endpoint> {
  readonly caller: CallerOf<E['authority']>;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  /** Of parameters and body, whatever the order of their keys. Hex. */
  readonly digest: string;
  /** The same call was begun before and broken off. */
  readonly resumed: boolean;
  /** Name of an uploaded file, decoded; empty where there is none. */
  readonly fileName: string;
}

export type Answered<E extends Endpoint> = { readonly kind: 'answered' } & AnswerOf<E>;

export type HandlerOutcome<E extends Endpoint> = Answered<E> | Refusal<E['problems'][number]>;

/** What serves one endpoint, typed by it. */
export interface Handler<E extends Endpoint> {
  handle(call: Call<E>): Promise<HandlerOutcome<E>>;
  /** What an idempotent call writes to: one at a time per subject. */
  subject?(call: Call<E>): string;
}

/** One per endpoint of the contract. */
export type GatewayHandlers = { readonly [K in keyof GatewayEndpoints]: Handler<GatewayEndpoints[K]> };

/**
 * A handler as the server sees it, whatever its endpoint. Parameters of methods are compared both ways, so that every
 * typed handler fits here without a cast; each is only ever given what its own endpoint's schemas made.
 */
export interface AnyHandler {
  handle(call: AnyCall): Promise<AnyOutcome>;
  subject?(call: AnyCall): string;
}

export interface AnyCall {
  readonly caller: Caller;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly digest: string;
  readonly resumed: boolean;
  readonly fileName: string;
}

export type AnyOutcome = { readonly kind: 'answered'; readonly status: number; readonly body: unknown } | Refusal;
