variable "service_account_id" {
  description = "The account's id: Seller Portal, Assistance, API Service."
  type        = string
}

variable "private_key" {
  description = "The key that Seller Portal gave once, in PEM. Neither state nor plan ever holds it."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "content_id" {
  description = "The 12 digits of an app of the same seller."
  type        = string
}

variable "sandbox_url" {
  description = "The local sandbox instead of Samsung; leave it out with a real account."
  type        = string
  default     = null
}
