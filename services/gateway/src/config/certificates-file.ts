import { readTrustedCertificates } from '@desk/settings';
import { z } from 'zod';

/** A file of certificates in PEM. */
export const CertificatesFile = z
  .string()
  .min(1)
  .refine((file) => readTrustedCertificates(file) !== null);
