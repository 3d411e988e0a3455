import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { createUploadForms, policySignature } from '../../../shared/storage/aws/upload-form.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
/**
 * The example of Amazon S3's API reference, "Example: Browser-Based Upload using HTTP POST (Using AWS Signature Version
 * 4)": https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html
 */
const EXAMPLE = [
  '{ "expiration": "2015-12-30T12:00:00.000Z",',
  '  "conditions": [',
  '    {"bucket": "sigv4examplebucket"},',
  '    ["starts-with", "$key", "user/user1/"],',
  '    {"acl": "public-read"},',
  '    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},',
  '    ["starts-with", "$Content-Type", "image/"],',
  '    {"x-amz-meta-uuid": "14365123651274"},',
  '    {"x-amz-server-side-encryption": "AES256"},',
  '    ["starts-with", "$x-amz-meta-tag", ""],',
  '',
  '    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},',
  '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},',
  '    {"x-amz-date": "20151229T000000Z" }',
  '  ]',
  '}',
].join('\r\n');

describe('an upload form', () => {
  it('is signed as the example of the API reference', () => {
    const policy = Buffer.from(EXAMPLE).toString('base64');
    expect(policySignature(policy, SECRET, '20151229/us-east-1/s3/aws4_request')).toBe(
      '8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e',
    );
  });

  it('goes to the bucket, allows one folder, a length and a while, and carries the session of a role', async () => {
    const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: SECRET, sessionToken: 'st' };
    const forms = createUploadForms(new S3Client({ region: 'eu-west-1', credentials }), 'imports');
    const upload = { prefix: 'uploads/a/', mostBytes: 9, leadsTo: 'https://a.example/b', lifeSeconds: 60 };
    const { action, fields } = await forms(upload, new Date('2026-11-28T10:00:00Z'));
    expect(action).toBe('https://imports.s3.eu-west-1.amazonaws.com/');
    const { policy, 'x-amz-signature': signature, ...others } = fields;
    const scope = '20261128/eu-west-1/s3/aws4_request';
    const exact = {
      success_action_redirect: 'https://a.example/b',
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `AKIAIOSFODNN7EXAMPLE/${scope}`,
      'x-amz-date': '20261128T100000Z',
      'x-amz-security-token': 'st',
    };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what S3 replaces
    expect(others).toEqual({ key: 'uploads/a/${filename}', ...exact });
    expect(JSON.parse(Buffer.from(policy!, 'base64').toString())).toEqual({
      expiration: '2026-11-28T10:01:00.000Z',
      conditions: [
        { bucket: 'imports' },
        ['starts-with', '$key', 'uploads/a/'],
        ['content-length-range', 0, 9],
        ...Object.entries(exact).map(([name, value]) => ({ [name]: value })),
      ],
    });
    expect(signature).toBe(policySignature(policy!, SECRET, scope));
  });
});
