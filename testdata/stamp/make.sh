#!/bin/sh
# Makes a throwaway time-stamping authority with openssl and the tokens that the
# tests of pkg/stamp judge: sh make.sh FOLDER. The keys are gone when it ends;
# the committed files came from one run, and the tests make fresh ones too.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cp "$here/data.txt" data.txt

cat >tsa.cnf <<'CNF'
[ca]
default_ca = ca_default
[ca_default]
dir = .
database = ./index.txt
serial = ./serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
rand_serial = yes
[any]
commonName = supplied
[req]
distinguished_name = dn
prompt = no
[dn]
commonName = unused
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[inter]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
[good]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = critical, timeStamping
[wrong-eku]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, codeSigning
[loose-eku]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = timeStamping
[two-ekus]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping, codeSigning
[no-eku]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
[wrong-usage]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = tsa_default
[tsa_default]
dir = .
serial = ./tsaserial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha1, md5, sha256, sha384, sha512
accuracy = secs:1, millisecs:500, microsecs:100
clock_precision_digits = 3
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[tsa_v1]
dir = .
serial = ./tsaserial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
tsa_name = yes
ess_cert_id_chain = yes
ess_cert_id_alg = sha1
[tsa_narrow]
dir = .
serial = ./tsaserial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha512
CNF
: >index.txt
echo 01 >tsaserial

quiet() { "$@" 2>log || { cat log >&2; exit 1; }; }
key() { quiet openssl genpkey -algorithm "$2" -pkeyopt "$3" -out "$1.key"; }
# cert NAME SECTION ISSUER SUBJECT [FROM TO]
cert() {
  quiet openssl req -new -config tsa.cnf -key "$1.key" -subj "$4" -utf8 -out "$1.csr"
  quiet openssl ca -batch -utf8 -config tsa.cnf -extensions "$2" -in "$1.csr" -out "$1.pem" -notext \
    -startdate "${5:-20200101000000Z}" -enddate "${6:-20591231235959Z}" $3
}
key root RSA rsa_keygen_bits:2048
cert root root "-selfsign -keyfile root.key" "/CN=Example Root"
key stranger EC ec_paramgen_curve:P-256
cert stranger root "-selfsign -keyfile stranger.key -md sha1" "/CN=Example Stranger"
key inter RSA rsa_keygen_bits:2048
cert inter inter "-cert root.pem -keyfile root.key" "/CN=Example Intermediate"
by="-cert inter.pem -keyfile inter.key"
key rsa RSA rsa_keygen_bits:2048
cert rsa good "$by" "/CN=Example TSA"
key ec EC ec_paramgen_curve:P-256
cert ec good "$by" "/CN=示例时间戳服务"
# The rest have the name and key of the good one, so that the token's content
# fits them and the certificate alone is wrong.
for name in wrong-eku loose-eku two-ekus no-eku wrong-usage; do
  cp rsa.key $name.key
  cert $name $name "$by" "/CN=Example TSA"
done
cp rsa.key expired.key
cert expired good "$by" "/CN=Example TSA" 20100101000000Z 20200101000000Z
cp rsa.key other.key
cert other good "$by" "/CN=Another TSA"

query() { quiet openssl ts -query -config tsa.cnf -data "${4:-data.txt}" -"$2" $3 -out "$1.tsq"; }
# reply NAME QUERY SIGNER [SECTION]
reply() { quiet openssl ts -reply -config tsa.cnf -section "${4:-tsa_default}" -queryfile "$2.tsq" -signer "$3.pem" -inkey "$3.key" -chain inter.pem -out "$1.tsr"; }
token() { quiet openssl ts -reply -config tsa.cnf -in "$1.tsr" -token_out -out "$2"; }
query sha256 sha256 -cert
query sha512 sha512 -cert
query bare sha256 ""
query sha1 sha1 -cert
query md5 md5 -cert
query policy sha256 "-cert -tspolicy 1.2.3.4.9"
reply valid sha256 rsa
reply valid-ec sha512 ec
reply valid-v1 sha256 rsa tsa_v1
reply no-certs bare rsa
reply sha1 sha1 rsa
reply md5 md5 rsa
reply rejected-policy policy rsa || true
reply rejected-hash sha256 rsa tsa_narrow || true
token valid valid.tst
openssl base64 -in valid.tst -out valid.b64
{ echo "-----BEGIN PKCS7-----"; cat valid.b64; echo "-----END PKCS7-----"; } >valid.pem

# A token is a CMS message over the TSTInfo: openssl cms signs it with
# certificates that openssl ts would not touch.
quiet openssl cms -verify -noverify -binary -inform DER -in valid.tst -out info.der
sign() { # NAME SIGNER [FLAGS]
  quiet openssl cms -sign -binary -nodetach -outform DER -md sha256 -in info.der -econtent_type 1.2.840.113549.1.9.16.1.4 \
    -signer "$2.pem" -inkey "$2.key" -certfile inter.pem ${3:--cades} -out "$1.tst"
}
sign resigned rsa
sign stream rsa "-cades -stream"
for name in wrong-eku loose-eku two-ekus no-eku wrong-usage expired; do sign $name $name; done
sign other-name other
sign unbound rsa " "
sign key-id rsa "-cades -keyid"
sign pss rsa "-cades -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:digest"
sign two-signers rsa "-cades -signer ec.pem -inkey ec.key"
quiet openssl cms -sign -binary -nodetach -outform DER -md sha256 -in info.der -signer rsa.pem -inkey rsa.key -cades -out wrong-type.tst

# flip FILE OFFSET NEW: a copy with one bit of one byte turned.
flip() {
  cp "$1" "$3"
  byte=$(od -An -v -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
  printf "\\$(printf %03o $((byte ^ 1)))" | dd of="$3" bs=1 seek="$2" conv=notrunc 2>log
}
size=$(wc -c <valid.tsr)
flip valid.tsr $((size - 1)) tampered-signature.tsr
hex=$(od -An -v -tx1 valid.tsr | tr -d ' \n')
before=${hex%%"$(openssl dgst -sha256 -r data.txt | cut -c 1-64)"*}
flip valid.tsr $((${#before} / 2)) tampered-imprint.tsr

# What the script stories ask for.
for story in manifest evidence; do
  if [ -f "$here/$story.tsq" ]; then
    cp "$here/$story.tsq" .
    reply $story $story ec
    cp $story.tsr "$out"
  fi
done
cp ./*.tst valid.tsr valid-ec.tsr valid-v1.tsr no-certs.tsr tampered-*.tsr sha1.tsr md5.tsr rejected-*.tsr valid.b64 "$out"
cp valid.pem "$out/valid-pem.txt"
cp sha256.tsq "$out/request.tsq"
cat inter.pem rsa.pem >"$out/untrusted.pem"
cp root.pem stranger.pem "$out"
