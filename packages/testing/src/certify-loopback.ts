import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The certificate vouches for itself: whoever is to trust it is given the very file. */
export type LoopbackCertificate = { certificateFile: string; keyFile: string };

const run = promisify(execFile);

/** `server.crt` and `server.key` (PEM) in the folder, for `127.0.0.1` and `localhost`, and for two days. */
export async function certifyLoopback(openssl: string, folder: string): Promise<LoopbackCertificate> {
  const [certificateFile, keyFile] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '2'];
  const keys = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', keyFile];
  await run(openssl, ['req', '-x509', ...keys, '-out', certificateFile, ...subject]);
  return { certificateFile, keyFile };
}
