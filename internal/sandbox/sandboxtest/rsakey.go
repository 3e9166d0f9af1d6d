package sandboxtest

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"sync"
	"sync/atomic"
)

// keyPoolSize is how many RSA keys a test process makes at most: making one is slow.
const keyPoolSize = 4

var (
	keyPool = func() (pool [keyPoolSize]func() *rsa.PrivateKey) {
		for i := range pool {
			pool[i] = sync.OnceValue(func() *rsa.PrivateKey {
				key, err := rsa.GenerateKey(rand.Reader, 2048)
				if err != nil {
					// crypto/rand does not fail, and there is no test to report to.
					panic(err)
				}
				return key
			})
		}
		return pool
	}()
	nextKey atomic.Uint32
)

// RSAKey returns an RSA key of 2048 bits from a small pool that the process reuses.
// It differs from every key of other, of which there may be at most three.
func RSAKey(other ...*rsa.PrivateKey) *rsa.PrivateKey {
	for {
		key := keyPool[nextKey.Add(1)%keyPoolSize]()
		taken := false
		for _, o := range other {
			taken = taken || key.Equal(o)
		}
		if !taken {
			return key
		}
	}
}

// PKCS8PEM is the private key as "PRIVATE KEY".
func PKCS8PEM(key *rsa.PrivateKey) string {
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		// An RSA key always marshals.
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))
}

// PKCS1PEM is the private key as "RSA PRIVATE KEY".
func PKCS1PEM(key *rsa.PrivateKey) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}))
}

// PublicPEM is the public key as "PUBLIC KEY".
func PublicPEM(key *rsa.PublicKey) string {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		// An RSA key always marshals.
		panic(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}
