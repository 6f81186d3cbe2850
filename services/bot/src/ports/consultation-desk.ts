import type { DialogueEnd, Language, Side } from '@desk/domain';
import type { GatewayTrouble, UploadedFile } from './gateway-desk.ts';

/** The permission to document one consultation in its ticket. */
export interface ChatGrant {
  readonly id: string;
  readonly expiresAt: number;
}

/** One line of a dialogue on its way to the ticket. `authorId` is the directory's. */
export interface ChatLine {
  readonly id: string;
  readonly side: Side;
  readonly authorEmployeeId: string;
  readonly sentAt: number;
  readonly text: string;
  /** It corrects what an earlier line said. */
  readonly edited: boolean;
  readonly files: readonly UploadedFile[];
}

export interface ChatClosing {
  readonly participants: readonly string[];
  /** Null where nobody talked. */
  readonly startedAt: number | null;
  readonly waitedSeconds: number;
  readonly endedAt: number;
  readonly end: DialogueEnd | 'cancelled' | 'abandoned';
  /** 1..5 */
  readonly stars: number | null;
  readonly comment: string | null;
  /** Grows with each change; an older one changes nothing. */
  readonly revision: number;
  readonly language: Language;
}

type Refused = { readonly kind: 'refused'; readonly reason: 'not-permitted' | 'not-found' };

/** Consultations at the gateway, which records who was consulted and lets a dialogue be documented. */
export interface ConsultationDesk {
  open(
    token: string,
    order: { readonly key: string; readonly number: string; readonly consultationId: string },
  ): Promise<
    | { readonly kind: 'opened'; readonly grant: ChatGrant }
    | { readonly kind: 'session-ended' }
    | Refused
    | GatewayTrouble
  >;
  join(
    token: string,
    order: { readonly key: string; readonly number: string; readonly consultationId: string },
  ): Promise<{ readonly kind: 'joined' } | { readonly kind: 'session-ended' } | Refused | GatewayTrouble>;
  /** Once for each batch, however often it is asked for. */
  mirror(
    grantId: string,
    order: {
      readonly number: string;
      readonly consultationId: string;
      readonly batchId: string;
      readonly language: Language;
      readonly lines: readonly ChatLine[];
    },
  ): Promise<
    | { readonly kind: 'mirrored'; readonly commentId: string; readonly filesRefused: readonly string[] }
    /** The spool does not have this file (any more): it has to be sent there again. */
    | { readonly kind: 'upload-missing'; readonly uploadId: string | null }
    | { readonly kind: 'grant-refused' }
    | Refused
    | GatewayTrouble
  >;
  close(
    grantId: string,
    order: { readonly number: string; readonly consultationId: string; readonly closing: ChatClosing },
  ): Promise<
    | { readonly kind: 'closed'; readonly commentId: string }
    | { readonly kind: 'grant-refused' }
    | Refused
    | GatewayTrouble
  >;
  upload(
    grantId: string,
    file: { readonly uploadId: string; readonly telegramFileId: string; readonly name: string },
  ): Promise<
    | { readonly kind: 'uploaded'; readonly file: UploadedFile }
    | { readonly kind: 'file-refused'; readonly reason: 'too-large' | 'forbidden' | 'gone' }
    | { readonly kind: 'grant-refused' }
    | GatewayTrouble
  >;
}
