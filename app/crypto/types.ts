/** Any bytes, trusted or not. */
export type Bytes = Uint8Array

/** Bytes over a plain ArrayBuffer of their own, which fetch, Blob and Response take. */
export type OwnBytes = Uint8Array<ArrayBuffer>

declare const brand: unique symbol

/**
 * Bytes that the type system tells apart by name: no trace at run time. Brands compose, so a
 * `Box<'card'>` is also a `Sealed` thing and never a plain Uint8Array (FORMAT.md throughout).
 */
export type Branded<Name extends string> = OwnBytes & {
  readonly [brand]: { readonly [K in Name]: true }
}

/** What a box holds (FORMAT.md §2). */
export type Purpose = 'card' | 'account' | 'contact' | 'message' | 'file' | 'team'

/** Who may open: reviewers hold `account`, contact custodians hold `contact` (FORMAT.md §4, §8). */
export type Compartment = 'account' | 'contact'

/** One sealed payload (FORMAT.md §2). Sealed by `sealBox`, opened by `openBox`. */
export type Box<P extends Purpose = Purpose> = Branded<'box' | `box of ${P}`>

/** A content key for whoever holds a KEM secret, 1185 bytes (FORMAT.md §3). */
export type SealedWrap = Branded<'wrap' | 'sealed wrap'>
/** A content key for whoever holds an epoch secret, 89 bytes (FORMAT.md §3). */
export type AdoptedWrap = Branded<'wrap' | 'adopted wrap'>
/** Either kind of wrap (FORMAT.md §3). */
export type Wrap = SealedWrap | AdoptedWrap
/** An epoch secret for one member or for recovery, 1185 bytes (FORMAT.md §9). */
export type Grant = Branded<'grant'>
/** A member's secret at rest, 72 bytes (FORMAT.md §9). */
export type Lock = Branded<'lock'>
/** One sealed review event (FORMAT.md §7). */
export type ReviewEvent = Branded<'review event'>

/** 32 random bytes that open the boxes of one subject (FORMAT.md §2). Secret. */
export type ContentKey = Branded<'secret' | 'content key'>
/** 32 bytes that open one box and nothing else (FORMAT.md §2, §14). Secret. */
export type BoxKey = Branded<'secret' | 'box key'>
/** 32 bytes of which the event keys of one chain are derived (FORMAT.md §7). Secret. */
export type ReviewKey = Branded<'secret' | 'review key'>
/** 32 random bytes of one epoch of a compartment (FORMAT.md §8). Secret. */
export type EpochSecret = Branded<'secret' | 'epoch secret'>
/** 32 random bytes of one member (FORMAT.md §9). Secret. */
export type MemberSecret = Branded<'secret' | 'member secret'>
/** 32 random bytes that are split into shares and forgotten (FORMAT.md §9). Secret. */
export type RecoverySecret = Branded<'secret' | 'recovery secret'>
/** 32 random bytes that travel in the fragment of a link (FORMAT.md §9). Secret. */
export type InvitationSecret = Branded<'secret' | 'invitation secret'>
/** 64 bytes that OPAQUE gives the client alone (FORMAT.md §9). Secret. */
export type ExportKey = Branded<'secret' | 'export key'>

/** 1216 bytes of X-Wing (FORMAT.md §1). */
export type KemPublicKey = Branded<'public' | 'kem public key'>
/** 32 bytes, a seed of X-Wing (FORMAT.md §1). Secret. */
export type KemSecretKey = Branded<'secret' | 'kem secret key'>
/** 32 bytes of Ed25519, canonical and of prime order (FORMAT.md §1). */
export type SignPublicKey = Branded<'public' | 'sign public key'>
/** 64 bytes, seed and public key of Ed25519 as libsodium keeps them (FORMAT.md §1). Secret. */
export type SignSecretKey = Branded<'secret' | 'sign secret key'>
/** 64 bytes of Ed25519 (FORMAT.md §1). */
export type Signature = Branded<'signature'>

/** An X-Wing key pair (FORMAT.md §1). */
export type KemKeyPair = { readonly publicKey: KemPublicKey; readonly secretKey: KemSecretKey }
/** An Ed25519 key pair (FORMAT.md §1). */
export type SignKeyPair = { readonly publicKey: SignPublicKey; readonly secretKey: SignSecretKey }

/** 16 bytes that name a KEM public key (FORMAT.md §1). */
export type KeyId = Branded<'key id'>
/** H(32, ·) of something (FORMAT.md §1). */
export type Hash32 = Branded<'hash'>
/** What a wrap opens: the submission digest, or H(32, box) (FORMAT.md §3, §4). */
export type Digest = Branded<'hash' | 'digest'>
/** 16 random bytes that name an upload (FORMAT.md §4). */
export type UploadId = Branded<'upload id'>

/** 32 bytes, the bearer of the case channel (FORMAT.md §5). Secret. */
export type CaseToken = Branded<'secret' | 'case token'>
/** What the server keeps of a case token, 32 bytes (FORMAT.md §5). */
export type CaseTokenHash = Branded<'hash' | 'case token hash'>
/** 32 bytes that come back for the token (FORMAT.md §5). */
export type CaseProof = Branded<'case proof'>
/** The 30 digits of a receipt, checked (FORMAT.md §5). Secret. */
export type ReceiptDigits = string & { readonly [brand]: { readonly 'receipt digits': true } }

/** What a witness uploads, and all that a server sees of it (FORMAT.md §4). */
export type Sealed = {
  readonly card: Box<'card'>
  readonly account: Box<'account'>
  readonly contact: Box<'contact'> | null
  readonly uploads: readonly UploadId[]
  readonly wraps: { readonly account: SealedWrap; readonly contact: SealedWrap | null }
}

/** How the witness comes back: what the server keeps of a receipt (FORMAT.md §5). */
export type WayBack = { readonly tokenHash: CaseTokenHash; readonly proof: CaseProof }
