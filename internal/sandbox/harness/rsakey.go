package harness

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
)

// ParsePublicKey reads an RSA public key from PEM, PKIX or PKCS#1. Its errors never quote the input.
func ParsePublicKey(text string) (*rsa.PublicKey, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("it is not PEM")
	}
	switch block.Type {
	case "RSA PUBLIC KEY":
		return x509.ParsePKCS1PublicKey(block.Bytes)
	case "PUBLIC KEY":
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return nil, err
		}
		if public, ok := key.(*rsa.PublicKey); ok {
			return public, nil
		}
		return nil, errors.New("it is not an RSA key")
	}
	return nil, fmt.Errorf("its PEM block is %q, not a public key", block.Type)
}

// GenerateKey makes an RSA key pair of 2048 bits and the private half's PEM, PKCS#8 or PKCS#1.
func GenerateKey(pkcs1 bool) (*rsa.PublicKey, string, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, "", err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	if !pkcs1 {
		block.Type = "PRIVATE KEY"
		if block.Bytes, err = x509.MarshalPKCS8PrivateKey(key); err != nil {
			return nil, "", err
		}
	}
	return &key.PublicKey, string(pem.EncodeToMemory(block)), nil
}
