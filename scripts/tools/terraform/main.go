// A stand-in for Terraform's provider for AWS that knows nothing but its schema, from the file that TOOLGATE_AWS_SCHEMA names. With it the real
// Terraform says whether infra/ is valid, and `terraform test` mocks the rest; it can create nothing.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// An attribute is its type and required, optional or computed: "list(string) optional".
type block struct {
	Nesting    string
	Min, Max   int64
	Attributes map[string]string
	Blocks     map[string]block
}

func toType(text string) tftypes.Type {
	outer, rest, isCollection := strings.Cut(text, "(")
	element := strings.TrimSuffix(rest, ")")
	if isCollection {
		switch outer {
		case "list":
			return tftypes.List{ElementType: toType(element)}
		case "set":
			return tftypes.Set{ElementType: toType(element)}
		case "map":
			return tftypes.Map{ElementType: toType(element)}
		}
	}
	switch text {
	case "string":
		return tftypes.String
	case "number":
		return tftypes.Number
	case "bool":
		return tftypes.Bool
	}
	return tftypes.DynamicPseudoType
}

func toBlock(b block) *tfprotov6.SchemaBlock {
	made := &tfprotov6.SchemaBlock{}
	for name, text := range b.Attributes {
		kind, use, _ := strings.Cut(text, " ")
		made.Attributes = append(made.Attributes, &tfprotov6.SchemaAttribute{
			Name:     name,
			Type:     toType(kind),
			Required: use == "required",
			Optional: use == "optional",
			// Whatever is not given may be worked out.
			Computed: use != "required",
		})
	}
	for name, nested := range b.Blocks {
		made.BlockTypes = append(made.BlockTypes, toNested(name, nested))
	}
	return made
}

func toNested(name string, b block) *tfprotov6.SchemaNestedBlock {
	made := &tfprotov6.SchemaNestedBlock{TypeName: name, Block: toBlock(b), MinItems: b.Min, MaxItems: b.Max}
	switch b.Nesting {
	case "set":
		made.Nesting = tfprotov6.SchemaNestedBlockNestingModeSet
	case "single":
		made.Nesting = tfprotov6.SchemaNestedBlockNestingModeSingle
		made.MinItems, made.MaxItems = 0, 0
	default:
		made.Nesting = tfprotov6.SchemaNestedBlockNestingModeList
	}
	return made
}

// What is not answered here is never asked by `validate` and by tests with a mocked provider.
type server struct {
	tfprotov6.ProviderServer
	schemas tfprotov6.GetProviderSchemaResponse
}

func (s *server) GetMetadata(context.Context, *tfprotov6.GetMetadataRequest) (*tfprotov6.GetMetadataResponse, error) {
	return &tfprotov6.GetMetadataResponse{ServerCapabilities: &tfprotov6.ServerCapabilities{}}, nil
}

func (s *server) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &s.schemas, nil
}

func (s *server) GetResourceIdentitySchemas(context.Context, *tfprotov6.GetResourceIdentitySchemasRequest) (*tfprotov6.GetResourceIdentitySchemasResponse, error) {
	return &tfprotov6.GetResourceIdentitySchemasResponse{}, nil
}

func (s *server) ValidateProviderConfig(_ context.Context, r *tfprotov6.ValidateProviderConfigRequest) (*tfprotov6.ValidateProviderConfigResponse, error) {
	return &tfprotov6.ValidateProviderConfigResponse{PreparedConfig: r.Config}, nil
}

func (s *server) ValidateResourceConfig(context.Context, *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return &tfprotov6.ValidateResourceConfigResponse{}, nil
}

func (s *server) ValidateDataResourceConfig(context.Context, *tfprotov6.ValidateDataResourceConfigRequest) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	return &tfprotov6.ValidateDataResourceConfigResponse{}, nil
}

func (s *server) StopProvider(context.Context, *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	return &tfprotov6.StopProviderResponse{}, nil
}

func load(path string) (*server, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var file struct{ Schemas map[string]block }
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	s := &server{schemas: tfprotov6.GetProviderSchemaResponse{
		ResourceSchemas:   map[string]*tfprotov6.Schema{},
		DataSourceSchemas: map[string]*tfprotov6.Schema{},
	}}
	for key, described := range file.Schemas {
		kind, name, _ := strings.Cut(key, ":")
		schema := &tfprotov6.Schema{Block: toBlock(described)}
		switch kind {
		case "resource":
			s.schemas.ResourceSchemas[name] = schema
		case "data":
			s.schemas.DataSourceSchemas[name] = schema
		case "provider":
			s.schemas.Provider = schema
		}
	}
	return s, nil
}

func main() {
	s, err := load(os.Getenv("TOOLGATE_AWS_SCHEMA"))
	if err != nil {
		log.Fatal(err)
	}
	serve := func() tfprotov6.ProviderServer { return s }
	if err := tf6server.Serve("registry.terraform.io/hashicorp/aws", serve); err != nil {
		log.Fatal(err)
	}
}
